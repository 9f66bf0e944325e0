import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarPage,
  SidebarSpace,
} from '@backstage/core-components';
import {
  Settings,
  UserSettingsSignInAvatar,
} from '@backstage/plugin-user-settings';
import CatalogIcon from '@material-ui/icons/Category';
import ScorecardsIcon from '@material-ui/icons/DoneAll';
import ApiIcon from '@material-ui/icons/Extension';
import DocsIcon from '@material-ui/icons/LibraryBooks';
import HistoryIcon from '@material-ui/icons/History';
import MenuIcon from '@material-ui/icons/Menu';
import type { PropsWithChildren } from 'react';

export const Root = ({ children }: PropsWithChildren<{}>) => (
  <SidebarPage>
    <Sidebar>
      <SidebarGroup label="Menu" icon={<MenuIcon />}>
        <SidebarItem icon={CatalogIcon} to="catalog" text="Catalog" />
        <SidebarItem icon={ScorecardsIcon} to="scorecards" text="Scorecards" />
        <SidebarItem icon={HistoryIcon} to="audit" text="Audit" />
        <SidebarItem icon={ApiIcon} to="api-docs" text="APIs" />
        <SidebarItem icon={DocsIcon} to="docs" text="Docs" />
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <SidebarGroup
        label="Settings"
        icon={<UserSettingsSignInAvatar />}
        to="/settings"
      >
        <Settings />
      </SidebarGroup>
    </Sidebar>
    {children}
  </SidebarPage>
);
