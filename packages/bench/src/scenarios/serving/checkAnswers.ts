import type {
  CheckCountsResponse,
  EntityRowsResponse,
  EntityScorecardsResponse,
  RollupResponse,
  ScorecardResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import {
  expectedState,
  factsOf,
  Random,
  type GeneratedCatalog,
  type GeneratedCheck,
} from '../../generator';
import { checkEqual } from '../../harness/check';
import type { ServerProcess } from '../../server/ServerProcess';
import { RESTRICTED } from '../../server/services';

const API = '/scorecards/v1';
const SCORECARD = `${API}/scorecards/default/bench-0`;

/** What answers are compared with. */
export interface Expected {
  catalog: GeneratedCatalog;
  /** Of the scorecard `bench-0`. */
  checks: readonly GeneratedCheck[];
  /** How many components the restricted reader sees. */
  restricted: number;
}

/** Numbers of the whole add up to the catalog. */
async function checkNumbers(
  server: ServerProcess,
  { catalog }: Expected,
): Promise<void> {
  const { components } = catalog.options;
  const scorecard = await server.json<ScorecardResponse>({ path: SCORECARD });
  checkEqual('Entities', scorecard.summary.entities, components);
  checkEqual('Partial', scorecard.partial, false);
  const rollup = await server.json<RollupResponse>({
    path: `${SCORECARD}/rollup?by=lifecycle`,
  });
  const sum = rollup.items.reduce((n, item) => n + item.summary.entities, 0);
  checkEqual('Entities by lifecycle', sum, components);
  const counts = await server.json<CheckCountsResponse>({
    path: `${SCORECARD}/checks`,
  });
  for (const item of counts.items) {
    const all = Object.values(item.counts).reduce((n, one) => n + one, 0);
    checkEqual(`Verdicts of ${item.checkId}`, all, components);
  }
}

/** Some entities, each verdict. */
async function checkTabs(
  server: ServerProcess,
  { catalog, checks }: Expected,
): Promise<void> {
  const { seed, components } = catalog.options;
  const random = Random.of(seed, 'tabs');
  for (let n = 0; n < 10; n++) {
    const index = random.int(0, components - 1);
    const ref = catalog.componentRef(index);
    const tab = await server.json<EntityScorecardsResponse>({
      path: `${API}/entities/${encodeURIComponent(ref)}/scorecards`,
    });
    const item = tab.items.find(i => i.scorecard.ref.endsWith('/bench-0'));
    const subject = {
      entity: catalog.component(index),
      facts: factsOf({ seed, index }),
    };
    checkEqual(
      `Verdicts of ${ref}`,
      item?.verdicts.map(v => [v.checkId, v.state]),
      checks.map(check => [check.id, expectedState(check, subject)]),
    );
  }
}

/** Who may see a part is shown that part. */
async function checkRestricted(
  server: ServerProcess,
  { restricted }: Expected,
): Promise<void> {
  const user = RESTRICTED;
  const rows = await server.json<EntityRowsResponse>({
    path: `${SCORECARD}/entities?limit=1`,
    user,
  });
  checkEqual('Visible entities', rows.total, restricted);
  const path = SCORECARD;
  const scorecard = await server.json<ScorecardResponse>({ path, user });
  checkEqual('Summed entities', scorecard.summary.entities, restricted);
  checkEqual('Partial', scorecard.partial, true);
}

/** @throws WrongResultError where the API says anything but the truth */
export async function checkAnswers(
  server: ServerProcess,
  expected: Expected,
): Promise<void> {
  await checkNumbers(server, expected);
  await checkTabs(server, expected);
  await checkRestricted(server, expected);
}
