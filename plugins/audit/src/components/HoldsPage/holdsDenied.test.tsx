import { screen } from '@testing-library/react';
import { forbid } from '../../__testUtils__/fakeApi';
import { someStatus } from '../../__testUtils__/records';
import { renderAudit } from '../../__testUtils__/renderAudit';
import { HoldThese } from '../ActivityPage/HoldThese';
import { SealPage } from '../SealPage';
import { HoldsPage } from './HoldsPage';

// In a file of its own: answers about permissions are kept for the whole visit.
describe('holds and keys without the permission', () => {
  it('have no way to them from the other pages', async () => {
    await renderAudit(
      <>
        <HoldThese query={{}} />
        <SealPage />
      </>,
      { denied: true, answers: { getStatus: () => someStatus } },
    );

    expect(await screen.findByRole('table', { name: 'Keys' })).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Holds' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Hold' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Rotate key' })).toBeNull();
  });

  it('say what is missing to who comes by a link', async () => {
    await renderAudit(<HoldsPage />, {
      denied: true,
      answers: { listHolds: forbid },
    });

    expect(await screen.findByText(/"audit.hold.manage"/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'Holds' })).toHaveAttribute(
      'aria-current',
      'page',
    );
  });
});
