import { heatmapLayout, WITH_LEVEL } from './layout';

describe('heatmapLayout', () => {
  it('gives few checks wide columns with headings that read across', () => {
    expect(heatmapLayout(1200, 6)).toMatchObject({
      column: 128,
      upright: true,
    });
  });

  it('never makes a column narrower than its sign', () => {
    expect(heatmapLayout(1200, 300)).toMatchObject({
      column: 36,
      upright: false,
    });
  });

  it('leaves most of a narrow screen to the checks', () => {
    expect(heatmapLayout(368, 50).entity).toBeLessThan(368 / 2);
    expect(heatmapLayout(1200, 50).entity).toBe(WITH_LEVEL);
  });
});
