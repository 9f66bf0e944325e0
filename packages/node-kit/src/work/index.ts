export * from './Slicer';
export * from './WorkLoop';
