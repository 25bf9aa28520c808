import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `next dev` alone prints addresses; these are secrets.
  logging: { incomingRequests: { ignore: [/^\/stop\//] } },
  serverExternalPackages: [
    'pino',
    'postgres',
    'bcryptjs',
    'libsodium-wrappers',
    'pdfkit',
    'mixpanel',
    '@e-invoice-eu/core',
  ],
  experimental: {
    // 100,000 pasted numbers are about 1.6 MB, and a form posts them twice: as typed and in the state it was rendered from.
    serverActions: { bodySizeLimit: '8mb' },
  },
};

export default config;
