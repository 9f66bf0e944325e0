import { screen } from '@testing-library/react';
import { renderAudit } from '../../__testUtils__/renderAudit';
import { ExportMenu } from './ExportMenu';

// In a file of its own: answers about permissions are kept for the whole visit.
describe('ExportMenu without the permission', () => {
  it('is off, and says why', async () => {
    await renderAudit(<ExportMenu query={{}} />, { denied: true });

    expect(
      await screen.findByTitle(/needs the permission "audit.record.export"/),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Export' })).toBeDisabled();
  });
});
