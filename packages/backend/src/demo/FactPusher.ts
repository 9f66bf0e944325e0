import { ScorecardsClient } from '@daytwo/backstage-plugin-scorecards-common';
import type { ReportedFact } from './exampleFacts';
import type { PortalClient } from './PortalClient';

/** What the scorecards backend did not take. */
export interface Refusal {
  fact: ReportedFact;
  why: string;
}

/** Reports facts through the same API that CI jobs use. */
export class FactPusher {
  readonly #client: ScorecardsClient;
  readonly #portal: PortalClient;

  constructor(portal: PortalClient, client: ScorecardsClient) {
    this.#portal = portal;
    this.#client = client;
  }

  /** Reports all facts of one source in one request; returns what was refused. */
  async push(source: string, items: ReportedFact[]): Promise<Refusal[]> {
    const token = await this.#portal.token('scorecards');
    const answer = await this.#client.call(
      'pushFacts',
      { params: { source }, body: { items } },
      { token },
    );
    return answer.items.flatMap(({ outcome, problems }, index) => {
      const why = problems?.map(({ path, message }) => `${path} ${message}`);
      return outcome === 'refused'
        ? [{ fact: items[index], why: why?.join('; ') ?? 'no reason given' }]
        : [];
    });
  }
}
