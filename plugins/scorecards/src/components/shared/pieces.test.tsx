import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { medals } from '../../__testUtils__/scorecardExamples';
import { CoverageValue, LevelBar, ScoreValue } from '.';

describe('LevelBar', () => {
  it('says in words what it shows in colours, from the best to none', async () => {
    await renderInTestApp(<LevelBar levels={medals} counts={[2, 4, 0, 1]} />);

    expect(
      screen.getByRole('img', { name: 'Levels: Gold 1, Bronze 4, No level 2' }),
    ).toBeInTheDocument();
  });

  it('says that there is nothing', async () => {
    await renderInTestApp(<LevelBar levels={medals} counts={[0, 0, 0, 0]} />);

    expect(
      screen.getByRole('img', { name: 'Levels: No entities' }),
    ).toBeInTheDocument();
  });
});

describe('ScoreValue', () => {
  it('says so where nothing counts', async () => {
    await renderInTestApp(<ScoreValue />);

    expect(screen.getByText('No score')).toBeInTheDocument();
  });

  it('shows no change where that rounds to zero', async () => {
    await renderInTestApp(<ScoreValue score={66.7} before={66.9} />);

    expect(screen.queryByText(/points since/)).toBeNull();
  });

  it('says in words that it fell', async () => {
    await renderInTestApp(<ScoreValue score={40} before={49} />);

    expect(
      screen.getByText('down 9 points since a week ago'),
    ).toBeInTheDocument();
  });
});

describe('CoverageValue', () => {
  it('is a count for one entity and a percentage for many', async () => {
    await renderInTestApp(
      <>
        <CoverageValue known={24} counted={25} />
        <CoverageValue known={24} counted={25} as="percent" />
        <CoverageValue known={0} counted={0} />
      </>,
    );

    expect(screen.getByText('24 of 25')).toBeInTheDocument();
    expect(screen.getByText('96 %')).toBeInTheDocument();
    expect(screen.getByText('nothing to cover')).toBeInTheDocument();
  });
});
