/** The built-in views, in the order in which they are offered. To add one: a folder of its name, and a line here. */
export const viewTypes = ['table', 'kanban', 'calendar', 'timeline'];
