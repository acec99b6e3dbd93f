import { shallowRef } from 'vue'

/** How many units lie in the cart; the checkout feature sets it, the shell shows it. */
export const cartCount = shallowRef(0)
