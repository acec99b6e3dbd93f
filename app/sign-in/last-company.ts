import { deviceStorage } from '../platform/storage'

const COMPANY = 'fudian.last-company'
const WAY = 'fudian.last-way'

/** The ways to sign in; activation is a form of its own behind the first. */
export type Way = 'employee' | 'card'

/** The company code that last worked on this device. */
export function lastCompany(): string {
  return deviceStorage.getItem(COMPANY) ?? ''
}

/** Keeps a company code that worked. The employee number isn't kept: the device may be shared. */
export function rememberCompany(code: string): void {
  deviceStorage.setItem(COMPANY, code.trim().toLowerCase())
}

/** The way that last worked on this device. */
export function lastWay(): Way {
  return deviceStorage.getItem(WAY) === 'card' ? 'card' : 'employee'
}

export function rememberWay(way: Way): void {
  deviceStorage.setItem(WAY, way)
}
