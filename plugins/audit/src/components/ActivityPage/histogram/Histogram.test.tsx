import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { breakDown } from '../../../__testUtils__/fakeApi';
import { someHistogram } from '../../../__testUtils__/records';
import { addressQuery, renderAudit } from '../../../__testUtils__/renderAudit';
import { useFilter } from '../useFilter';
import { Histogram } from './Histogram';

const Filtered = () => <Histogram filter={useFilter()} isLive={false} />;

const open = (path = '/', getHistogram = async () => someHistogram) =>
  renderAudit(<Filtered />, { path, answers: { getHistogram } });

describe('Histogram', () => {
  it('sums the outcomes in words', async () => {
    await open();

    expect(await screen.findByText('230 records')).toBeVisible();
    expect(screen.getByText('222 succeeded')).toBeVisible();
    expect(screen.getByText('3 denied')).toBeVisible();
  });

  it('says from when on it counts where all time is wanted', async () => {
    await open('/?when=all');
    expect(
      await screen.findByText('230 records since Mar 2, 2026'),
    ).toBeVisible();
  });

  it('gives each outcome a fill of its own besides colour', async () => {
    await open();
    const chart = await screen.findByRole('application');

    const fills = new Set(
      [...chart.querySelectorAll('[data-outcome]')].map(bar =>
        bar.getAttribute('fill'),
      ),
    );
    expect(fills.size).toBe(4);
  });

  it('narrows by keyboard to the chosen buckets', async () => {
    await open();
    const chart = await screen.findByRole('application');

    act(() => chart.focus());
    await userEvent.keyboard('{Home}{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
    expect(screen.getAllByText(/4 failed/)[0]).toBeInTheDocument();
    await userEvent.keyboard('{Enter}');

    expect(addressQuery().get('from')).toBe('2026-03-02T08:30:00.000Z');
    expect(addressQuery().get('to')).toBe('2026-03-02T09:30:00.000Z');
  });

  it('lets go of the choice with Escape', async () => {
    await open();
    const chart = await screen.findByRole('application');

    act(() => chart.focus());
    await userEvent.keyboard('{Home}{Escape}{Enter}');

    expect(addressQuery().get('from')).toBeNull();
  });

  it('narrows by dragging, in either direction', async () => {
    await open();
    const chart = await screen.findByRole('application');
    chart.getBoundingClientRect = () => ({ left: 0, width: 400 } as DOMRect);

    fireEvent.pointerDown(chart, { button: 0, clientX: 350, pointerId: 1 });
    fireEvent.pointerMove(chart, { clientX: 250, pointerId: 1 });
    // The narrowed time is asked for at once.
    await act(async () => {
      fireEvent.pointerUp(chart, { clientX: 250, pointerId: 1 });
    });

    expect(addressQuery().get('from')).toBe('2026-03-02T09:00:00.000Z');
    expect(addressQuery().get('to')).toBe('2026-03-02T10:00:00.000Z');
  });

  it('widens a narrowed time again', async () => {
    await open('/?from=2026-03-02T08:00:00Z&to=2026-03-02T10:00:00Z');

    await userEvent.click(
      await screen.findByRole('button', { name: 'Widen to twice the time' }),
    );

    expect(addressQuery().get('from')).toBe('2026-03-02T07:00:00.000Z');
    expect(addressQuery().get('to')).toBe('2026-03-02T11:00:00.000Z');
  });

  it('has the numbers as a table', async () => {
    await open();

    await userEvent.click(
      await screen.findByRole('button', { name: 'As a table' }),
    );

    const table = screen.getByRole('table', { name: 'Records over time' });
    // The head, and the three buckets with records.
    expect(within(table).getAllByRole('row')).toHaveLength(4);
  });

  it('says what failed', async () => {
    await open('/', breakDown);

    expect(
      await screen.findByText('The histogram could not be read'),
    ).toBeVisible();
  });
});
