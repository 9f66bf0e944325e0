import { positionAfterKey } from './navigation';

const size = { rows: 100, columns: 6, page: 10 };
const press = (key: string, ctrlKey = false) =>
  positionAfterKey(
    { row: 5, column: 2 },
    { key, ctrlKey, metaKey: false },
    size,
  );

describe('positionAfterKey', () => {
  it.each([
    ['ArrowUp', 4, 2],
    ['ArrowDown', 6, 2],
    ['ArrowLeft', 5, 1],
    ['ArrowRight', 5, 3],
    ['PageDown', 15, 2],
    ['PageUp', 0, 2],
    ['Home', 5, 0],
    ['End', 5, 5],
  ])('moves by %s to row %i, column %i', (key, row, column) => {
    expect(press(key)).toEqual({ row, column });
  });

  it('goes to the corners with the control key', () => {
    expect(press('Home', true)).toEqual({ row: 0, column: 0 });
    expect(press('End', true)).toEqual({ row: 99, column: 5 });
  });

  it('leaves other keys alone', () => {
    expect(press('a')).toBeUndefined();
    expect(press('ArrowUp', true)).toBeUndefined();
  });
});
