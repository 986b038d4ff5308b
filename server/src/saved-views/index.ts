export { addFavourite, listFavourites, removeFavourite } from './favourites.ts';
export {
  changeSavedView,
  createSavedView,
  deleteSavedView,
  listSavedViews,
  setDefaultView,
} from './saved-views.ts';
