import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

/** @type {import("next").NextConfig} */
const nextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Pages answer 403 by `forbidden()`.
  experimental: { authInterrupts: true },
  // `npm test` runs tsc over the whole tree; the build does not run it a second time.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["@node-rs/argon2", "graphile-worker", "pg", "postgres", "pino", "re2js"],
};

export default withNextIntl(nextConfig);
