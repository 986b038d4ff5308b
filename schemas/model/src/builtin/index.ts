export { builtInEntities } from './entities.ts';
export { builtInRoles } from './roles.ts';
export { rowNames, systemFieldIds, systemFields } from './system-fields.ts';
