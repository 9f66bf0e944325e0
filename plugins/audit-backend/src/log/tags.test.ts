import { draft } from '../__testUtils__/drafts';
import { CHUNK_SIZE, tagBits, tagKey } from './chunks';
import { facetText, parseFacet } from './facets';
import { noiseTag, tagOf, tagsOf } from './tags';
import { splitWords, wordsOf } from './words';

describe('words', () => {
  it('are lower case, split at what is neither letter nor digit', () => {
    expect(splitWords('Größe=12kB, user_name; ÉTÉ a')).toEqual([
      'größe',
      '12kb',
      'user',
      'name',
      'été',
    ]);
  });

  it('leave a UUID whole, and what is too long out', () => {
    const uuid = '0b7a5a44-9d0e-4a7e-8a55-9c6a5b0d2f11';
    expect(splitWords(`task ${uuid.toUpperCase()}`)).toEqual(['task', uuid]);
    expect(splitWords('x'.repeat(41))).toEqual([]);
  });

  it('come from names, errors and the texts of meta, and are not too many', () => {
    const words = wordsOf(
      draft('a', {
        entities: ['component:default/my-shop'],
        error: { name: 'NotFoundError', message: 'No such thing' },
        meta: { deep: [{ text: 'inner' }], count: 123, none: null },
      }),
    );
    expect([...words]).toEqual([
      'my',
      'shop',
      'ann',
      'notfounderror',
      'no',
      'such',
      'thing',
      'inner',
    ]);
    const text = Array.from({ length: 99 }, (_, n) => `word${n}`).join(' ');
    expect(wordsOf(draft('a', { meta: { text } })).size).toBe(30);
  });
});

describe('tags', () => {
  it('are the first bytes of a SHA-256 of kind and value', () => {
    // printf 'a:user:default/ann' | sha256sum
    expect(tagOf('actor', 'user:default/ann') >>> 0).toBe(0xd8c6c460);
    expect(tagOf('actor', 'x')).not.toBe(tagOf('entity', 'x'));
  });

  it('are there once each', () => {
    const actors = [1, 2].map(() => ({ type: 'user' as const, ref: 'ann' }));
    const tags = tagsOf(draft('a', { actors }));
    expect(new Set(tags).size).toBe(tags.length);
    expect(tags).toContain(tagOf('actor', 'ann'));
  });

  it('has other tags for noise, one for each', () => {
    const tags = tagsOf(draft('a'));
    expect(tagsOf(draft('a', { noise: true }))).toEqual(tags.map(noiseTag));
    expect(tags.filter(tag => tags.includes(noiseTag(tag)))).toEqual([]);
    expect(tagBits(noiseTag(tags[0]))).not.toBe(tagBits(tags[0]));
  });

  it('have keys that are the same within a chunk, and others in the next', () => {
    const tag = tagOf('word', 'x');
    expect(tagKey(tag, 0)).toBe(tagKey(tag, CHUNK_SIZE - 1));
    expect(tagKey(tag, CHUNK_SIZE)).not.toBe(tagKey(tag, CHUNK_SIZE - 1));
    expect(tagKey(tag, CHUNK_SIZE * 255)).toBe(
      tagKey(tag, CHUNK_SIZE * 255) | 0,
    );
  });
});

describe('facets', () => {
  it('are read as they were written', () => {
    const one = draft('a', { noise: true, outcome: 'denied', event: 'x\ny' });
    expect(parseFacet(facetText(one))).toEqual({
      event: 'catalog.x\ny.by-name',
      outcome: 'denied',
      severity: 'low',
      source: 'auditor',
      noise: true,
    });
  });
});
