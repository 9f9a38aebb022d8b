// @uploadx/core behind mutual TLS. Arguments: folder of certificates, folder for uploads.
import fs from 'node:fs'
import https from 'node:https'
import path from 'node:path'
import { createRequire } from 'node:module'

const [certificates, uploads] = process.argv.slice(2)
const modules = createRequire(path.join(process.cwd(), 'package.json'))
const { DiskStorage, Tus } = modules('@uploadx/core')

const storage = new DiskStorage({
  directory: uploads, path: '/files', allowMIME: ['*/*'], maxUploadSize: '10GB',
  filename: (file) => file.id,
})
const tus = new Tus({ storage })
const read = (name) => fs.readFileSync(path.join(certificates, name))
const options = {
  key: read('server.key'), cert: read('server.pem'), ca: read('client/ca.pem'),
  requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3',
}
const server = https.createServer(options, (request, response) => tus.handle(request, response))
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
