import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesIn } from './sizes'

/** Hosts that stand in a bundle without ever being asked, and why. */
const NAMED_ONLY: Record<string, string> = {
  'www.w3.org': 'name spaces of SVG and XML',
  'vuejs.org': 'Vue’s error messages',
  'github.com': 'error messages of Vue’s and Supabase’s libraries',
  'supabase.com': 'error messages of supabase-js',
  'uniapp.dcloud.net.cn': 'error messages of uni-app',
}

/** Addresses in a build that lead anywhere but to the API, as `file: address`. */
export function foreignAddresses(root: string, apiUrl: string): string[] {
  const api = new URL(apiUrl).host
  return filesIn(root)
    .filter((file) => /\.(js|css|html|json|wxss|wxml|wxs|svg)$/.test(file))
    .flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/(?:https?:|["'(=])\/\/([\w.-]+\.[a-z]{2,}|[\d.]+)(:\d+)?/g)]
        .map(([, name, port]) => `${name ?? ''}${port ?? ''}`)
        .filter((host) => host !== api && !(host in NAMED_ONLY))
        .map((host) => `${file}: ${host}`),
    )
}
