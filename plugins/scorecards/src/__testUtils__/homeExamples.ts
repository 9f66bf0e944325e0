import type { HomeResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { productionReadiness } from './productionReadiness';
import { securityBasics } from './securityBasics';

const payments = {
  ref: 'component:default/payments-api',
  title: 'Payments API',
};
const ledger = { ref: 'component:default/ledger' };

function standing(
  item: typeof productionReadiness,
  score: number,
  levels: number[],
): HomeResponse['scorecards'][number] {
  const { ref, title } = item.scorecard;
  const entities = levels.reduce((sum, count) => sum + count, 0);
  return {
    ref,
    title,
    levels: item.scorecard.levels,
    summary: { entities, score, known: 80, counted: 90, passed: 60, levels },
  };
}

/** Somebody with twelve entities. @internal */
export const someHome: HomeResponse = {
  entities: 12,
  scorecards: [
    standing(productionReadiness, 71.2, [2, 4, 5, 1]),
    standing(securityBasics, 44, [7, 4, 1]),
  ],
  fixes: [
    {
      ...productionReadiness.fixes[0],
      entity: payments,
      scorecardTitle: 'Production readiness',
    },
    {
      ...securityBasics.fixes[0],
      entity: ledger,
      scorecardTitle: 'Security basics',
    },
    {
      ...productionReadiness.fixes[2],
      entity: payments,
      scorecardTitle: 'Production readiness',
    },
  ],
  worst: [
    {
      entity: ledger,
      scorecardRef: securityBasics.scorecard.ref,
      level: -1,
      score: 12.5,
      worstCheck: 'No critical alert is open',
    },
    {
      entity: payments,
      scorecardRef: productionReadiness.scorecard.ref,
      level: 1,
      score: 66.7,
      worstCheck: 'Links a runbook',
    },
  ],
};
