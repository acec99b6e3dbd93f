import { computed, shallowRef } from 'vue'
import { useChosenAddress } from '../core/address/chosen-address'
import { loadAddresses } from './api'
import type { Address } from './contract'

/** Where the order goes: the address picked for it, else the default one. */
export function useDeliveryAddress() {
  const chosen = useChosenAddress()
  const addresses = shallowRef<Address[]>([])
  const address = computed(() => addresses.value.find(({ id }) => id === chosen.id) ?? addresses.value[0] ?? null)

  /** Reads the addresses anew: one may have been added, changed or deleted. Throws AppError. */
  async function load(): Promise<void> {
    addresses.value = await loadAddresses()
  }

  return { address, addresses, load }
}
