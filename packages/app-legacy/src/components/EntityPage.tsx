import { EntityApiDefinitionCard } from '@backstage/plugin-api-docs';
import {
  EntityAboutCard,
  EntityLayout,
  EntityLinksCard,
  EntitySwitch,
  isKind,
} from '@backstage/plugin-catalog';
import { EntityCatalogGraphCard } from '@backstage/plugin-catalog-graph';
import {
  EntityGroupProfileCard,
  EntityMembersListCard,
  EntityOwnershipCard,
  EntityUserProfileCard,
} from '@backstage/plugin-org';
import { EntityTechdocsContent } from '@backstage/plugin-techdocs';
import {
  EntityActivityContent,
  UserActivityCard,
} from '@daytwo/backstage-plugin-audit';
import {
  EntityScorecardsCard,
  EntityScorecardsContent,
} from '@daytwo/backstage-plugin-scorecards';
import Grid from '@material-ui/core/Grid';

const overview = (
  <Grid container spacing={3} alignItems="stretch">
    <Grid item xs={12} md={6}>
      <EntityAboutCard />
    </Grid>
    <Grid item xs={12} md={6}>
      <EntityScorecardsCard />
    </Grid>
    <Grid item xs={12} md={8}>
      <EntityCatalogGraphCard height={400} />
    </Grid>
    <Grid item xs={12} md={4}>
      <EntityLinksCard />
    </Grid>
  </Grid>
);

const componentPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      {overview}
    </EntityLayout.Route>
    <EntityLayout.Route path="/scorecards" title="Scorecards">
      <EntityScorecardsContent />
    </EntityLayout.Route>
    <EntityLayout.Route path="/activity" title="Activity">
      <EntityActivityContent />
    </EntityLayout.Route>
    <EntityLayout.Route path="/docs" title="Docs">
      <EntityTechdocsContent />
    </EntityLayout.Route>
  </EntityLayout>
);

const apiPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      {overview}
    </EntityLayout.Route>
    <EntityLayout.Route path="/definition" title="Definition">
      <EntityApiDefinitionCard />
    </EntityLayout.Route>
    <EntityLayout.Route path="/scorecards" title="Scorecards">
      <EntityScorecardsContent />
    </EntityLayout.Route>
    <EntityLayout.Route path="/activity" title="Activity">
      <EntityActivityContent />
    </EntityLayout.Route>
  </EntityLayout>
);

const organizationPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <Grid container spacing={3}>
        <Grid item xs={12} md={6}>
          <EntitySwitch>
            <EntitySwitch.Case if={isKind('user')}>
              <EntityUserProfileCard />
              <UserActivityCard />
            </EntitySwitch.Case>
            <EntitySwitch.Case>
              <EntityGroupProfileCard />
              <EntityMembersListCard />
            </EntitySwitch.Case>
          </EntitySwitch>
        </Grid>
        <Grid item xs={12} md={6}>
          <EntityOwnershipCard />
        </Grid>
      </Grid>
    </EntityLayout.Route>
  </EntityLayout>
);

export const entityPage = (
  <EntitySwitch>
    <EntitySwitch.Case if={isKind(['user', 'group'])}>
      {organizationPage}
    </EntitySwitch.Case>
    <EntitySwitch.Case if={isKind('api')}>{apiPage}</EntitySwitch.Case>
    <EntitySwitch.Case>{componentPage}</EntitySwitch.Case>
  </EntitySwitch>
);
