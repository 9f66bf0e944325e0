import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import {
  Disclosure,
  JsonView,
  PartialNotice,
  PlainTable,
  RelativeTime,
  Since,
  StatusChip,
} from '.';

describe('Disclosure', () => {
  it('draws what it hides once it is opened', async () => {
    await renderInTestApp(<Disclosure title="More">hidden words</Disclosure>);
    const button = screen.getByRole('button', { name: 'More' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText('hidden words')).toBeNull();

    await userEvent.click(button);

    expect(button).toHaveAttribute('aria-expanded', 'true');
    expect(screen.getByText('hidden words')).toBeInTheDocument();
  });
});

describe('JsonView', () => {
  it('shows a document, and copies it', async () => {
    const user = userEvent.setup();
    const write = jest.spyOn(window.navigator.clipboard, 'writeText');
    await renderInTestApp(<JsonView json={{ a: [1] }} label="Document" />);
    const text = '{\n  "a": [\n    1\n  ]\n}';
    expect(screen.getByRole('region', { name: 'Document' }).textContent).toBe(
      text,
    );

    await user.click(screen.getByRole('button', { name: 'Copy' }));

    expect(write).toHaveBeenCalledWith(text);
  });
});

describe('times', () => {
  it('say the exact time on hover', async () => {
    const at = new Date(Date.now() - 2 * 3_600_000);
    await renderInTestApp(
      <>
        <RelativeTime at={at} />
        <Since at="2020-05-04T10:00:00Z" />
      </>,
    );
    const ago = screen.getByText('2 hours ago');
    expect(ago).toHaveAttribute('datetime', at.toISOString());
    expect(ago.title).toContain(String(at.getFullYear()));
    expect(screen.getByText(/^since .*2020/)).toBeInTheDocument();
  });

  it('do not say of what has just happened that it is to come', async () => {
    const Page = () => {
      const [at, setAt] = useState(new Date());
      const happen = () => {
        const later = Date.now() + 6_000;
        clock.mockReturnValue(later);
        setAt(new Date(later));
      };
      return (
        <>
          <button onClick={happen}>Happen</button>
          <RelativeTime at={at} />
        </>
      );
    };
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
    await renderInTestApp(<Page />);

    await userEvent.click(screen.getByRole('button', { name: 'Happen' }));

    expect(screen.getByText('now')).toBeVisible();
    clock.mockRestore();
  });
});

describe('PlainTable', () => {
  const table = (
    <PlainTable
      label="Keys"
      head={['Key', 'State']}
      rows={[{ key: 'a', cells: ['a', 'Active'] }]}
    />
  );

  it('is no stop for the keyboard where all of it can be seen', async () => {
    await renderInTestApp(table);

    expect(screen.getByRole('table', { name: 'Keys' })).toBeVisible();
    expect(screen.getByRole('rowheader', { name: 'a' })).toBeVisible();
    expect(screen.queryByRole('region', { name: 'Keys' })).toBeNull();
  });

  it('can be scrolled by keyboard where it is too wide', async () => {
    const width = jest
      .spyOn(Element.prototype, 'scrollWidth', 'get')
      .mockReturnValue(900);
    await renderInTestApp(table);

    await userEvent.tab();

    expect(screen.getByRole('region', { name: 'Keys' })).toHaveFocus();
    width.mockRestore();
  });
});

describe('StatusChip', () => {
  it('says its state by a word, and more on hover', async () => {
    await renderInTestApp(
      <StatusChip status="success" quiet title="It was done">
        Succeeded
      </StatusChip>,
    );

    expect(screen.getByTitle('It was done')).toHaveTextContent('Succeeded');
  });
});

describe('PartialNotice', () => {
  it('says what is left out, in the words of who uses it', async () => {
    await renderInTestApp(
      <>
        <PartialNotice />
        <PartialNotice title="Some records are hidden from you" />
      </>,
    );
    expect(screen.getByText('Some of it is hidden from you')).toBeVisible();
    expect(screen.getByText('Some records are hidden from you')).toBeVisible();
  });
});
