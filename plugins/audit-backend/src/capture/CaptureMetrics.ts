import { metrics } from '@opentelemetry/api';

/** What the writer counts. */
export interface CaptureMetrics {
  flushed(entries: number, ms: number): void;
  spooled(entries: number): void;
  replayed(entries: number): void;
  rejected(entries: number): void;
}

/**
 * Counts for OpenTelemetry: `audit.capture.entries` by way (`direct`, `spooled`,
 * `replayed`, `rejected`), `audit.capture.flush.duration`, and the gauge
 * `audit.capture.queue` of what waits and what is on disk.
 */
export function createCaptureMetrics(
  queue: () => { waiting: number; spooled: number },
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
      const { waiting, spooled } = queue();
      result.observe(waiting, { place: 'memory' });
      result.observe(spooled, { place: 'disk' });
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
