import type { FactSource } from '@daytwo/backstage-plugin-scorecards-node';
import type { MirroredEntity } from '../../database/entities/EntityStore';
import { sliceSize, slicesFrom } from './slices';

function entity(id: number): MirroredEntity {
  const name = `e${id}`;
  return {
    id,
    ref: `component:default/${name}`,
    entity: { apiVersion: 'v1', kind: 'Component', metadata: { name } },
  };
}

async function* pages() {
  yield [1, 2, 3, 4].map(entity);
  yield [7, 9].map(entity);
}

async function idsOf(afterId: number, size: number): Promise<number[][]> {
  const all: number[][] = [];
  for await (const slice of slicesFrom(pages, afterId, size)) {
    all.push(slice.map(({ id }) => id));
  }
  return all;
}

describe('slicesFrom', () => {
  it('cuts pages', async () => {
    expect(await idsOf(0, 3)).toEqual([[1, 2, 3], [4], [7, 9]]);
  });

  it('begins behind an id and comes round to it', async () => {
    expect(await idsOf(3, 10)).toEqual([[4], [7, 9], [1, 2, 3]]);
    expect(await idsOf(8, 10)).toEqual([[9], [1, 2, 3, 4], [7]]);
    expect(await idsOf(99, 10)).toEqual([
      [1, 2, 3, 4],
      [7, 9],
    ]);
  });
});

describe('sliceSize', () => {
  const source = (requests?: number) =>
    ({
      schedule: { frequency: { hours: 1 }, timeout: { minutes: 10 } },
      ...(requests && { rateLimit: { requests, per: { minutes: 1 } } }),
    } as FactSource);

  it('is as large as the rate limit lets a run get through several', () => {
    expect(sliceSize(source())).toBe(500);
    expect(sliceSize(source(10_000))).toBe(500);
    expect(sliceSize(source(60))).toBe(150);
    expect(sliceSize(source(1))).toBe(10);
  });
});
