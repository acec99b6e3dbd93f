import { fileURLToPath } from 'node:url'
import uniPlugin from '@dcloudio/vite-plugin-uni'
import inject from '@rollup/plugin-inject'
import { defineConfig, type Plugin } from 'vite'

const inRoot = (path: string) => fileURLToPath(new URL(path, import.meta.url))

// The packages are CommonJS: under "type": "module" their default export arrives wrapped.
const unwrap = <T>(module: T): T => (module as { default?: T }).default ?? module
const uni = unwrap(uniPlugin)

const platform = process.env.UNI_PLATFORM ?? 'h5'
const isBrowser = platform === 'h5'

/** WeChat and the native runtime have no URL, Headers or AbortController; supabase-js alone is given ours. */
function webGlobalsForSupabase(): Plugin {
  return inject({
    include: ['node_modules/@supabase/**'],
    modules: {
      URL: [inRoot('./app/platform/web/url.ts'), 'WebUrl'],
      URLSearchParams: [inRoot('./app/platform/web/search-params.ts'), 'WebSearchParams'],
      Headers: [inRoot('./app/platform/web/headers.ts'), 'WebHeaders'],
      AbortController: [inRoot('./app/platform/web/abort.ts'), 'WebAbortController'],
    },
  }) as Plugin
}

const FOREIGN_PICTURES = /url\(\\?['"]?https:\/\/cdn\.dcloud\.net\.cn[^)]*\)/g
/**
 * Nothing comes from another host, in development as in a build. uni-app's own style preloads shadows for its title bar from
 * DCloud's CDN; its development server finds "facial recognition" in its own runtime, because node_modules lies in the project
 * root, adds an SDK of Alibaba Cloud to the page and reloads it.
 */
function withoutForeignHosts(): Plugin {
  return {
    name: 'without-foreign-hosts',
    enforce: 'post',
    transform(code, id) {
      const isStyle = id.split('?')[0]?.endsWith('.css') && code.includes('cdn.dcloud.net.cn')
      return isStyle ? { code: code.replace(FOREIGN_PICTURES, 'none'), map: null } : undefined
    },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle))
        if (file.type === 'asset' && file.fileName.endsWith('.css'))
          file.source = String(file.source).replace(FOREIGN_PICTURES, 'none')
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace(/\s*<script src="https:[^"]*aliyun[^"]*"><\/script>/g, ''),
    },
  }
}

export default defineConfig({
  resolve: {
    alias: {
      // No screen uses channels or uploads yet; together they weigh more than the rest of the client.
      '@supabase/realtime-js': inRoot('./app/platform/web/no-realtime.ts'),
      '@supabase/storage-js': inRoot('./app/platform/web/no-storage.ts'),
    },
  },
  plugins: [withoutForeignHosts(), uni(), ...(isBrowser ? [] : [webGlobalsForSupabase()])],
  build: { target: 'es2018', chunkSizeWarningLimit: 600 },
})
