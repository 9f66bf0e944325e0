import { renderInTestApp } from '@backstage/frontend-test-utils';
import { Button } from '@backstage/ui';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ActionDialog, type ActionDialogProps } from './ActionDialog';

async function open(more: Partial<ActionDialogProps> = {}) {
  const onAction = jest.fn(async () => {});
  await renderInTestApp(
    <ActionDialog
      trigger={<Button>Release</Button>}
      title="Release the hold Case 7?"
      action="Release hold"
      failed="The hold could not be released"
      onAction={onAction}
      controls={<input aria-label="Search" />}
      {...more}
    >
      <p>What it means</p>
      <input aria-label="Word" />
    </ActionDialog>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Release' }));
  const dialog = within(
    await screen.findByRole('dialog', { name: 'Release the hold Case 7?' }),
  );
  return { onAction, dialog };
}

const gone = () =>
  waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

describe('ActionDialog', () => {
  it('says what it means, does it, and goes', async () => {
    const { dialog, onAction } = await open();
    expect(dialog.getByText('What it means')).toBeVisible();

    await userEvent.click(dialog.getByRole('button', { name: 'Release hold' }));

    await gone();
    expect(onAction).toHaveBeenCalledTimes(1);
  });

  it('does it on Enter in a field, and nothing on Escape', async () => {
    const { dialog, onAction } = await open();
    await userEvent.keyboard('{Escape}');
    await gone();
    expect(onAction).not.toHaveBeenCalled();

    await userEvent.click(screen.getByRole('button', { name: 'Release' }));
    await userEvent.type(await screen.findByLabelText('Search'), 'x{Enter}');
    expect(onAction).not.toHaveBeenCalled();
    await userEvent.type(await screen.findByLabelText('Word'), 'x{Enter}');

    await gone();
    expect(onAction).toHaveBeenCalledTimes(1);
    expect(dialog).toBeDefined();
  });

  it('stays with the reason where it fails, and can be left', async () => {
    const onAction = jest
      .fn()
      .mockRejectedValueOnce(new Error('the database is away'))
      .mockResolvedValue(undefined);
    const { dialog } = await open({ onAction });
    await userEvent.click(dialog.getByRole('button', { name: 'Release hold' }));

    expect(await dialog.findByText(/the database is away/)).toBeVisible();
    expect(dialog.getByText('The hold could not be released')).toBeVisible();
    await userEvent.click(dialog.getByRole('button', { name: 'Release hold' }));

    await gone();
    expect(onAction).toHaveBeenCalledTimes(2);
  });

  it('does nothing as long as something is missing', async () => {
    const { dialog, onAction } = await open({ isDisabled: true });

    await userEvent.type(dialog.getByLabelText('Word'), 'x{Enter}');

    expect(dialog.getByRole('button', { name: 'Release hold' })).toBeDisabled();
    expect(onAction).not.toHaveBeenCalled();
    await userEvent.click(dialog.getByRole('button', { name: 'Cancel' }));
    await gone();
  });
});
