export { Heatmap, type OpenCell } from './Heatmap';
