import { Flex, Link, Text } from '@backstage/ui';

const steps = [
  {
    href: '/scorecards',
    title: 'Scorecards',
    text: 'Which services meet the standards, which do not, and why.',
  },
  {
    href: '/catalog',
    title: 'Catalog',
    text: 'Open a component and look at its Scorecards and Activity tabs.',
  },
  {
    href: '/docs/default/component/daytwo',
    title: 'Documentation',
    text: 'How it works, and how to add it to your own portal.',
  },
  {
    href: '/settings',
    title: 'Somebody else',
    text: 'Sign out to see the same portal with other rights.',
  },
];

export const StartHere = () => (
  <Flex direction="column" gap="3">
    {steps.map(({ href, title, text }) => (
      <Flex key={href} direction="column" gap="1">
        <Link href={href}>{title}</Link>
        <Text>{text}</Text>
      </Flex>
    ))}
  </Flex>
);
