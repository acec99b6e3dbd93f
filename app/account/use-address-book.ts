import { computed, shallowRef } from 'vue'
import { wordsFor } from '../core/api/error-words'
import { useChosenAddress } from '../core/address/chosen-address'
import { useAsync } from '../core/state/use-async'
import { toast } from '../platform/device'
import { deleteAddress, loadAddresses, saveAddress, type Address } from './address-api'
import { t } from './address-words'

const UNDO_MS = 6000
/** As many as the server keeps for one buyer. */
const MOST = 30

/** The address book: deleting shows at once and can be taken back for a few seconds. */
export function useAddressBook() {
  const chosen = useChosenAddress()
  const book = useAsync(loadAddresses, { immediate: false, isEmpty: () => false })
  const hidden = shallowRef<readonly string[]>([])
  const deleted = shallowRef<Address | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  const addresses = computed(() => (book.data ?? []).filter(({ id }) => !hidden.value.includes(id)))
  const state = computed(() => (book.state === 'ready' && addresses.value.length === 0 ? 'empty' : book.state))
  const isFull = computed(() => addresses.value.length >= MOST)

  function show(): void {
    void book.refresh().catch(say)
  }

  async function remove(address: Address): Promise<void> {
    hidden.value = [...hidden.value, address.id]
    try {
      await deleteAddress(address.id)
    } catch (failure) {
      hidden.value = hidden.value.filter((id) => id !== address.id)
      return say(failure)
    }
    if (chosen.id === address.id) chosen.clear()
    clearTimeout(timer)
    deleted.value = address
    timer = setTimeout(() => {
      deleted.value = null
    }, UNDO_MS)
  }

  /** Enters the address last deleted anew; it gets another id. */
  async function undo(): Promise<void> {
    const address = deleted.value
    deleted.value = null
    if (!address) return
    await saveAddress(address).then(book.refresh, () => toast(t('undo.failed')))
  }

  function makeDefault(address: Address): void {
    void saveAddress({ ...address, is_default: true }, address.id)
      .then(book.refresh)
      .catch(say)
  }

  function say(failure: unknown): void {
    toast(wordsFor(failure))
  }

  return { book, state, addresses, isFull, deleted, show, remove, undo, makeDefault }
}
