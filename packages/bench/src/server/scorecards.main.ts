import { startScorecardsServer } from './scorecardsServer';
import { serve } from './serve';

serve(startScorecardsServer);
