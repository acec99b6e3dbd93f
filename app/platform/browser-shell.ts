// Only a browser has a window wide enough for a header, and uni-app's own bars to hide there.
// #ifdef H5
import './browser-shell.css'
// #endif
