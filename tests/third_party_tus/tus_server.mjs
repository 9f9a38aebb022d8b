// @tus/server behind mutual TLS. Arguments: folder of certificates, folder for uploads.
import fs from 'node:fs'
import https from 'node:https'
import path from 'node:path'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const [certificates, uploads] = process.argv.slice(2)
const modules = createRequire(path.join(process.cwd(), 'package.json'))
const load = (name) => import(pathToFileURL(modules.resolve(name)).href)
const { Server } = await load('@tus/server')
const { FileStore } = await load('@tus/file-store')

const tus = new Server({ path: '/files', relativeLocation: true, datastore: new FileStore({ directory: uploads }) })
const read = (name) => fs.readFileSync(path.join(certificates, name))
const options = {
  key: read('server.key'), cert: read('server.pem'), ca: read('client/ca.pem'),
  requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3',
}
const server = https.createServer(options, tus.handle.bind(tus))
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
