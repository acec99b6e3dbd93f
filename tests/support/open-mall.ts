import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { getRequestListener } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { TestProject } from 'vitest/node'
import { namedProject, startTemporaryStack, type TestStackFacts } from './start-test-stack.ts'

const run = promisify(execFile)

/** Builds the client as the build scripts do, for this stack, into a folder of its own. */
async function buildClient(platform: 'h5' | 'mp-weixin', stack: TestStackFacts, clientDir: string): Promise<void> {
  const args = platform === 'h5' ? ['build'] : ['build', '-p', platform]
  await run('node_modules/.bin/uni', args, {
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      // Vitest's own value would make Vue warn and Vite build as in development.
      NODE_ENV: 'production',
      UNI_INPUT_DIR: process.cwd(),
      UNI_OUTPUT_DIR: clientDir,
      VITE_SUPABASE_URL: stack.apiUrl,
      VITE_SUPABASE_PUBLISHABLE_KEY: stack.publishableKey,
    },
  })
}

async function serve(folder: string): Promise<{ url: string; close: () => Promise<void> }> {
  const app = new Hono().use('*', serveStatic({ root: relative(process.cwd(), folder) }))
  const listener = getRequestListener((request) => app.fetch(request))
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections()
        server.close(() => closed())
      }),
  }
}

/** Vitest's global set-up for tests that drive the built client: a seeded stack, the client built for it and, for H5, served. */
export function openMall(platform: 'h5' | 'mp-weixin') {
  return async (project: TestProject): Promise<() => Promise<void>> => {
    const named = namedProject()
    const { stop, ...stack } = named ? { ...named, stop: () => Promise.resolve() } : await startTemporaryStack({})
    const clientDir = mkdtempSync(join(tmpdir(), `fudian-${platform}-`))
    await buildClient(platform, stack, clientDir)
    const site = platform === 'h5' ? await serve(clientDir) : undefined
    project.provide('mall', { clientDir, h5Url: site?.url ?? '', stack })
    return async () => {
      await site?.close()
      await stop()
      rmSync(clientDir, { recursive: true, force: true })
    }
  }
}
