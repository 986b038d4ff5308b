/** The built-in tiles, in the order in which they are offered. To add one: a folder of its name, and a line here. */
export const tileTypes = ['number', 'bar', 'line', 'pie', 'funnel', 'table'];
