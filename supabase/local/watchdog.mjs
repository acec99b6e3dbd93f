// Ends the stack's children when the stack itself dies without a chance to (kill -9, crash): the pipe on stdin closes then.
// Each line on stdin is `<pid> <signal>`; the line `done` says that everything has been stopped in order.
import { createInterface } from 'node:readline'

const children = []
let done = false

createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line === 'done') done = true
    else {
      const [pid, signal] = line.split(' ')
      children.push({ pid: Number(pid), signal })
    }
  })
  .on('close', () => {
    if (!done) for (const { pid, signal } of children.reverse()) endGroup(pid, signal)
    process.exit(0)
  })

function endGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
  } catch {
    // It has already ended.
  }
}
