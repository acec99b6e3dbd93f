import { dirname, join, relative } from 'node:path'
import { createRequire } from 'node:module'
import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'

const distDir = dirname(dirname(createRequire(import.meta.url).resolve('@supabase/lite/static/favicon.ico')))

/** Studio's scripts, styles and fonts; lite itself serves only the page that loads them. Mount at /static/* and /favicon.ico. */
export function studioAssets(): MiddlewareHandler {
  return serveStatic({
    root: relative(process.cwd(), distDir) || '.',
    rewriteRequestPath: (path) => (path === '/favicon.ico' ? '/static/favicon.ico' : path),
    onFound: (_path, c) => c.header('cache-control', 'public, max-age=86400'),
  })
}

/** The folder Studio's files come from; health checks look whether it is there. */
export const studioAssetsDir = join(distDir, 'static')
