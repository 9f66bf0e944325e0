const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths that people can read on an axis. */
const widths = [
  ...[1, 2, 5, 10, 15, 30].map(n => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map(n => n * MINUTE),
  ...[1, 2, 3, 6, 12].map(n => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 364].map(n => n * DAY),
];

/** Buckets of one width that begin at whole multiples of it, UTC. */
export interface Buckets {
  from: number;
  to: number;
  width: number;
  count: number;
}

/** The narrowest buckets that cover a time and are no more than `most`. */
export function bucketsFor(from: number, to: number, most: number): Buckets {
  const end = Math.max(to, from + 1);
  const covering = (width: number) => {
    const first = Math.floor(from / width) * width;
    const last = Math.ceil(end / width) * width;
    return { from: first, to: last, width, count: (last - first) / width };
  };
  for (const width of widths) {
    const buckets = covering(width);
    if (buckets.count <= most) {
      return buckets;
    }
  }
  return covering(Math.ceil((end - from) / Math.max(1, most - 1) / DAY) * DAY);
}
