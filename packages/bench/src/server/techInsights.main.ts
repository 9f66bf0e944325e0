import { serve } from './serve';
import { startTechInsightsServer } from './techInsightsServer';

serve(startTechInsightsServer);
