import { computed, reactive, shallowRef } from 'vue'
import { toAppError } from '../core/api/to-app-error'
import { wordsFor } from '../core/api/error-words'
import { onceAtATime } from '../core/state/once-at-a-time'
import { useAsync } from '../core/state/use-async'
import { toast } from '../platform/device'
import { deleteAddress, loadAddress, saveAddress, type Address } from './address-api'
import { checkAddress, faultFromServer, plainPhone, type AddressDraft, type AddressFaults } from './address-check'

const blank: AddressDraft = {
  recipient: '',
  phone: '',
  province: '',
  city: '',
  district: '',
  street: '',
  is_default: false,
}

/** A form for a new address, or for the one with an id; a fault shows once its field was left or saving was tried. */
export function useAddressForm(saved: (address: Address) => void, gone: () => void) {
  const id = shallowRef<string>()
  const draft = reactive<AddressDraft>({ ...blank })
  const touched = reactive<Partial<Record<keyof AddressDraft, boolean>>>({})
  const fromServer = shallowRef<AddressFaults>({})

  const loaded = useAsync(load, { immediate: false })
  const faults = computed<AddressFaults>(() => {
    const found = Object.entries(checkAddress(draft)).filter(([field]) => touched[field as keyof AddressDraft])
    return { ...fromServer.value, ...Object.fromEntries(found) }
  })

  async function load(): Promise<AddressDraft | null> {
    if (!id.value) return Object.assign(draft, blank)
    const address = await loadAddress(id.value)
    return address && Object.assign(draft, address)
  }

  function open(addressId: string | undefined): void {
    id.value = addressId
    void loaded.run()
  }

  function touch(...fields: (keyof AddressDraft)[]): void {
    fields.forEach((field) => (touched[field] = true))
  }

  const save = onceAtATime(async () => {
    touch('recipient', 'phone', 'province', 'city', 'district', 'street')
    fromServer.value = {}
    if (Object.keys(checkAddress(draft)).length > 0) return
    try {
      saved(await saveAddress(trimmed(draft), id.value))
    } catch (failure) {
      fromServer.value = faultFromServer(toAppError(failure).details)
      toast(wordsFor(failure))
    }
  })

  const remove = onceAtATime(async () => {
    try {
      if (id.value) await deleteAddress(id.value)
      gone()
    } catch (failure) {
      toast(wordsFor(failure))
    }
  })

  return { id, draft, loaded, faults, open, touch, save, remove }
}

function trimmed(draft: AddressDraft): AddressDraft {
  return {
    recipient: draft.recipient.trim(),
    phone: plainPhone(draft.phone),
    province: draft.province.trim(),
    city: draft.city.trim(),
    district: draft.district.trim(),
    street: draft.street.replace(/\s+/g, ' ').trim(),
    is_default: draft.is_default,
  }
}
