#!/bin/sh
# Installs R and the packages that `python -m benchmarks.estimates --speed` runs beside ours, on Debian or Ubuntu.
# R and what the packages are built with come from the system; dga and LCMCR are on CRAN only (both GPL: they are
# run here for comparison, nothing of Tollbook is built from them).
set -eu
apt-get install -y --no-install-recommends r-base-core r-cran-chron r-cran-rcpp r-cran-rcpparmadillo libgsl-dev gcc g++ gfortran make
Rscript -e 'install.packages(c("dga", "LCMCR"), repos = "https://cloud.r-project.org")'
