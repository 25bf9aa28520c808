import type { NextConfig } from 'next';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['pino', 'postgres', 'bcryptjs'],
  experimental: {
    // 100,000 pasted numbers with their separators are about 1.6 MB.
    serverActions: { bodySizeLimit: '4mb' },
  },
};

export default config;
