import {
  metrics,
  type Meter,
  type ObservableCallback,
} from '@opentelemetry/api';
import { createCaptureMetrics } from './CaptureMetrics';
import type { CaptureStatus } from './captureStatus';

/** A meter that tells what its gauges would. */
function meter() {
  const gauges = new Map<string, ObservableCallback>();
  const nothing = { add: jest.fn(), record: jest.fn() };
  const fake: Partial<Meter> = {
    createCounter: () => nothing,
    createHistogram: () => nothing,
    createObservableGauge: name => ({
      addCallback: callback => gauges.set(name, callback),
      removeCallback() {},
    }),
  };
  jest.spyOn(metrics, 'getMeter').mockReturnValue(fake as Meter);
  return (name: string) => {
    const observe = jest.fn();
    gauges.get(name)?.({ observe });
    return observe.mock.calls.map(([value, tags]) => [
      ...Object.values(tags),
      value,
    ]);
  };
}

describe('metrics of capture', () => {
  afterEach(() => jest.restoreAllMocks());

  it('say which state it is in, and how much is where', () => {
    const read = meter();
    let status: CaptureStatus = { state: 'working', spooled: 0, waiting: 2 };
    createCaptureMetrics(() => status);

    const states = () => Object.fromEntries(read('audit.capture.state'));
    const none = { working: 0, spooling: 0, blocked: 0, bypassed: 0 };
    expect(states()).toEqual({ ...none, working: 1 });
    status = { state: 'spooling', spooled: 7, waiting: 0 };
    expect(states()).toEqual({ ...none, spooling: 1 });
    expect(read('audit.capture.queue')).toEqual([
      ['memory', 0],
      ['disk', 7],
    ]);
  });
});
