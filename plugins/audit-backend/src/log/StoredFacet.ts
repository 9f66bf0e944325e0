import {
  auditOutcomes,
  auditSeverities,
  auditSources,
} from '@daytwo/backstage-plugin-audit-common';

/** Columns of a record that have few values. */
export interface FacetColumns {
  /** Name of the event; see `eventName`. */
  event: string;
  /** Numbers are places in `auditOutcomes`, `auditSeverities` and `auditSources`. */
  outcome: number;
  severity: number;
  source: number;
  noise: boolean;
}

const quote = (text: string) => JSON.stringify(text);

/** What the text of a record says of its facet. Remembers it, as many records have the same. */
export class StoredFacet {
  readonly #columns: FacetColumns;
  readonly #texts = new Map<string, string>();

  private constructor(columns: FacetColumns) {
    this.#columns = columns;
  }

  static create(columns: FacetColumns): StoredFacet {
    return new StoredFacet(columns);
  }

  /** @param lengths - of plugin and event in the name, with a comma between */
  text(lengths: string): string {
    let text = this.#texts.get(lengths);
    if (text === undefined) {
      const [plugin, event] = lengths.split(',').map(Number);
      text = `${this.#eventText(plugin, event)},${this.#otherText()}`;
      this.#texts.set(lengths, text);
    }
    return text;
  }

  #eventText(plugin: number, event: number): string {
    const { event: name } = this.#columns;
    const end = plugin + 1 + event;
    const fields = [
      `"plugin":${quote(name.slice(0, plugin))}`,
      `"event":${quote(name.slice(plugin + 1, end))}`,
    ];
    if (name.length > end) {
      fields.push(`"action":${quote(name.slice(end + 1))}`);
    }
    return fields.join(',');
  }

  #otherText(): string {
    const severity = auditSeverities[this.#columns.severity];
    const outcome = auditOutcomes[this.#columns.outcome];
    const source = auditSources[this.#columns.source];
    const noise = this.#columns.noise ? ',"noise":true' : '';
    return `"severity":"${severity}","outcome":"${outcome}","source":"${source}"${noise}`;
  }
}
