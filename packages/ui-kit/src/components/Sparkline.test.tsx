import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { Sparkline } from './Sparkline';

describe('Sparkline', () => {
  it('breaks its line where a day is unknown', async () => {
    await renderInTestApp(
      <Sparkline name="Security" values={[10, 20, undefined, 40]} />,
    );

    const image = screen.getByRole('img', {
      name: 'Security: from 10 % to 40 % in 4 days',
    });
    expect(image.querySelector('path')?.getAttribute('d')).toMatch(
      /^M[\d. ]+L[\d. ]+M[\d. ]+$/,
    );
  });

  it('does not draw a line through one point', async () => {
    await renderInTestApp(<Sparkline name="Security" values={[10]} />);

    expect(screen.queryByRole('img')).toBeNull();
    expect(
      screen.getByTitle('Security: not enough history yet'),
    ).toBeInTheDocument();
  });
});
