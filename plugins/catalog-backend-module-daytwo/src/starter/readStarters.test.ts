import {
  parseScorecard,
  RuleEnvironment,
} from '@daytwo/backstage-plugin-scorecards-common';
import { catalogFactSchema } from '../__testUtils__/catalogFactSchema';
import { readStarters } from './readStarters';

const environment = RuleEnvironment.create({
  facts: { catalog: catalogFactSchema },
});

describe('the starter scorecards', () => {
  it('are four', async () => {
    const starters = await readStarters();
    expect(starters.map(s => s.locationRef)).toEqual([
      'daytwo-starter:catalog-hygiene',
      'daytwo-starter:on-call-readiness',
      'daytwo-starter:production-readiness',
      'daytwo-starter:security-basics',
    ]);
  });

  it('are valid where the catalog is the only source of facts', async () => {
    for (const { entity } of await readStarters()) {
      expect(parseScorecard(entity, environment)).toMatchObject({ ok: true });
    }
  });

  it('explain each of their checks', async () => {
    for (const { entity } of await readStarters()) {
      const parsed = parseScorecard(entity, environment);
      const checks = parsed.ok ? parsed.scorecard.definition.checks : [];
      expect(checks.length).toBeGreaterThanOrEqual(6);
      for (const { description, rationale, remediation } of checks) {
        expect(description).toBeTruthy();
        expect(rationale).toBeTruthy();
        expect(remediation?.text).toBeTruthy();
        expect(remediation?.effort).toBeDefined();
      }
    }
  });
});
