import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

const startHere = HomePageWidgetBlueprint.make({
  name: 'start-here',
  params: {
    name: 'DaytwoStartHere',
    title: 'Start here',
    description: 'What to look at first in this portal',
    components: async () => {
      const { StartHere } = await import('./StartHere');
      return { Content: StartHere };
    },
  },
});

export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [startHere],
});
