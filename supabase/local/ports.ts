import { createServer, type AddressInfo, type Server } from 'node:net'
import { networkInterfaces } from 'node:os'
import { FriendlyError } from './friendly-error.ts'

export interface Ports {
  api: number
  db: number
  h5: number
}

export type PortName = keyof Ports

const variables: Record<PortName, { variable: string; usual: number }> = {
  api: { variable: 'FUDIAN_API_PORT', usual: 54321 },
  db: { variable: 'FUDIAN_DB_PORT', usual: 54322 },
  h5: { variable: 'FUDIAN_H5_PORT', usual: 5173 },
}

function readPort(name: PortName): number {
  const { variable, usual } = variables[name]
  const text = process.env[variable]
  if (!text) return usual
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new FriendlyError(`${variable} must be a port number between 1 and 65535, but it is "${text}".`)
  return port
}

/** The ports of a developer's stack: the usual ones unless FUDIAN_*_PORT says otherwise. */
export function portsFromEnvironment(): Ports {
  return { api: readPort('api'), db: readPort('db'), h5: readPort('h5') }
}

/** The address servers listen on. Other machines (a phone) get in only when FUDIAN_HOST opens it, e.g. to 0.0.0.0. */
export function hostFromEnvironment(): string {
  return process.env['FUDIAN_HOST'] ?? '127.0.0.1'
}

/** The host to write into addresses: where one listens on every address, this computer's own in the network, which a phone can reach. */
export function addressableHost(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host.includes(':') ? `[${host}]` : host
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return all.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '127.0.0.1'
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}

/** Throws an error that names the port and the variable to set when somebody else listens there. */
export async function assertPortFree(name: PortName, port: number, host: string): Promise<void> {
  if (await canListen(port, host)) return
  const { variable } = variables[name]
  throw new FriendlyError(
    `Port ${port} (${name}) is in use by another program.\n` +
      `  Stop that program, or choose another port: ${variable}=${port === 65535 ? port - 1 : port + 10} npm start`,
  )
}

/** Ports nobody listens on right now, chosen by the operating system; held together, so that no two are the same. */
export async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(
    Array.from({ length: count }, () => {
      const probe = createServer()
      return new Promise<Server>((resolve, reject) => {
        probe.once('error', reject)
        probe.listen(0, '127.0.0.1', () => resolve(probe))
      })
    }),
  )
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port)
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))))
  return ports
}

/** One such port. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1)
  return port
}
