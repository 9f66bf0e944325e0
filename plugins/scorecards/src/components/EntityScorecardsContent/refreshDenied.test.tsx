import { screen } from '@testing-library/react';
import {
  productionReadiness,
  scorecardsOf,
} from '../../__testUtils__/productionReadiness';
import { renderPanel } from '../../__testUtils__/renderPanel';
import { EntityScorecardsContent } from './EntityScorecardsContent';

// Apart from the other tests: usePermission remembers decisions for a while.
describe('refreshing an entity without permission', () => {
  it('is disabled with the reason where it is not permitted', async () => {
    await renderPanel(<EntityScorecardsContent />, {
      answers: { getEntityScorecards: () => scorecardsOf(productionReadiness) },
      denied: true,
    });

    const button = await screen.findByRole('button', { name: 'Refresh' });
    expect(
      await screen.findByText(/permission "scorecards.entity.refresh"/),
    ).toBeInTheDocument();
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(/scorecards.entity.refresh/);
  });
});
