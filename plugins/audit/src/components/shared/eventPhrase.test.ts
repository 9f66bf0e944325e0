import { eventPhrase } from './eventPhrase';
import type { Translate } from '../../translation';

const t = ((key: string, values?: Record<string, string>) =>
  values ? `${values.event}: ${values.action}` : key) as Translate;

describe('eventPhrase', () => {
  it.each([
    ['scaffolder', 'task', 'create', 'phrase.taskCreate'],
    ['catalog', 'entity-fetch', 'by-query', 'phrase.entityFetch'],
    ['catalog', 'entity', 'update', 'phrase.catalogUpdate'],
    ['acme', 'action-invoke', undefined, 'phrase.actionInvoke'],
    ['acme', 'invoice-send', undefined, 'Invoice send'],
    ['acme', 'invoice-send', 'try-again', 'Invoice send: try again'],
    ['__proto__', 'constructor', undefined, 'Constructor'],
    ['acme', '---', undefined, '---'],
  ])('says of %s.%s.%s: %s', (plugin, event, action, words) => {
    expect(eventPhrase({ plugin, event, action }, t)).toBe(words);
  });
});
