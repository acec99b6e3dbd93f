import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/**
 * The address picked in the address book for a page that waits for it. The book and the checkout are two features, so
 * the choice crosses here; undefined until somebody picked one.
 */
export const useChosenAddress = defineStore('chosen-address', () => {
  const id = shallowRef<string>()

  function choose(addressId: string): void {
    id.value = addressId
  }

  /** Forgets the choice, as when the address has been deleted or the order is placed. */
  function clear(): void {
    id.value = undefined
  }

  return { id, choose, clear }
})
