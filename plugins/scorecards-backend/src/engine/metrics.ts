import { metrics } from '@opentelemetry/api';
import type { EvaluatedBatch } from './Evaluator';
import type { Engine } from './createEngine';

/**
 * Counts what the engine does, for OpenTelemetry: `scorecards.evaluations`,
 * `scorecards.results.written`, `scorecards.transitions` (by cause) and
 * `scorecards.queue.entities`.
 *
 * @returns to be told after each batch
 */
export function createMetrics(
  backlog: () => Pick<Engine, 'dirty' | 'sweeps'>,
): (batch: EvaluatedBatch) => void {
  const meter = metrics.getMeter('@daytwo/backstage-plugin-scorecards-backend');
  const evaluations = meter.createCounter('scorecards.evaluations', {
    description: 'Entities held against a scorecard',
  });
  const written = meter.createCounter('scorecards.results.written', {
    description: 'Results that differed and were stored',
  });
  const transitions = meter.createCounter('scorecards.transitions', {
    description: 'Changes of verdicts, by cause',
  });
  meter
    .createObservableGauge('scorecards.queue.entities', {
      description: 'Entities that wait to be evaluated',
    })
    .addCallback(async result => {
      const { dirty, sweeps } = backlog();
      const remaining = await sweeps.remaining();
      result.observe(await dirty.size(), { queue: 'dirty' });
      result.observe(
        [...remaining.values()].reduce((sum, n) => sum + n, 0),
        { queue: 'sweep' },
      );
    });
  return batch => {
    evaluations.add(batch.evaluated);
    written.add(batch.written);
    const byCause = new Map<string, number>();
    for (const { cause } of batch.transitions) {
      byCause.set(cause, (byCause.get(cause) ?? 0) + 1);
    }
    byCause.forEach((n, cause) => transitions.add(n, { cause }));
  };
}
