import { metrics } from '@opentelemetry/api';
import type { CaptureStatus } from './captureStatus';

const states = ['working', 'spooling', 'blocked', 'bypassed'] as const;

/** What the writer counts. */
export interface CaptureMetrics {
  flushed(entries: number, ms: number): void;
  spooled(entries: number): void;
  replayed(entries: number): void;
  rejected(entries: number): void;
}

/**
 * Counts for OpenTelemetry: `audit.capture.entries` by way (`direct`, `spooled`,
 * `replayed`, `rejected`), `audit.capture.flush.duration`, and the gauges
 * `audit.capture.queue` of what waits and what is on disk, and
 * `audit.capture.state`, which is 1 for the state that it is in.
 */
export function createCaptureMetrics(
  status: () => CaptureStatus,
): CaptureMetrics {
  const meter = metrics.getMeter('@daytwo/backstage-plugin-audit-backend');
  const entries = meter.createCounter('audit.capture.entries', {
    description: 'Audit entries, by the way they took',
  });
  const duration = meter.createHistogram('audit.capture.flush.duration', {
    description: 'How long storing a batch takes',
    unit: 'ms',
  });
  meter
    .createObservableGauge('audit.capture.queue', {
      description: 'Audit entries that are not in the database yet',
    })
    .addCallback(result => {
      const { waiting, spooled } = status();
      result.observe(waiting, { place: 'memory' });
      result.observe(spooled, { place: 'disk' });
    });
  meter
    .createObservableGauge('audit.capture.state', {
      description: 'The state that capture is in: 1 for that, 0 for others',
    })
    .addCallback(result => {
      const { state: current } = status();
      states.forEach(state =>
        result.observe(state === current ? 1 : 0, { state }),
      );
    });
  return {
    flushed(n, ms) {
      entries.add(n, { way: 'direct' });
      duration.record(ms);
    },
    spooled: n => entries.add(n, { way: 'spooled' }),
    replayed: n => entries.add(n, { way: 'replayed' }),
    rejected: n => entries.add(n, { way: 'rejected' }),
  };
}
