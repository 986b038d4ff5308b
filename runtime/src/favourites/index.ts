export { FavouriteLinks } from './favourite-links.tsx';
export { FavouriteStar } from './favourite-star.tsx';
